"""What the desk's forms and those of the contributors' pages have in common."""
