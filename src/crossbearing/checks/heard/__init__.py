"""Would it have been heard? What is learnt from everybody, and the gates between no trace and not observable."""
