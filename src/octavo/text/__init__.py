"""What every room needs to read the web's text: addresses, dates, markup, words. Imports `news` alone of Octavo."""
