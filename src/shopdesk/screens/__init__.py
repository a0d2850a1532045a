"""The desks: what a person sees and does. Nothing here knows SQL."""
