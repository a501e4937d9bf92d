"""What somebody who types means: misprints mended, names and intents recognised, ways to go on."""
