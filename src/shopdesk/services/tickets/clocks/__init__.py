"""The clocks of tickets: hours that count, policies, who waits since when, and what is due."""
