"""The words: values in, a screen (or calendar, chart, mail) out; pure, no input or output."""
