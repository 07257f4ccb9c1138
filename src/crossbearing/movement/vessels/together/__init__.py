"""Two ships near one another, and what they are likely doing."""
