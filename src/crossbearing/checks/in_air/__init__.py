"""Checks of what aircraft did: flown, visited, counted, based, silent, more traffic than before."""
