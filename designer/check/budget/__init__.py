"""The rate budget: which calls a design makes a day and in a burst, and what the systems allow."""
