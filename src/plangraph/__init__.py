"""From the text of a plan report to a graph whose every fact shows its place."""

__version__ = "0.1.0"
