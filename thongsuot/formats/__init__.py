"""Our own formats of dates and numbers: the framework's Vietnamese would read 05/11 as the 11th of May."""
