"""The outside world over a wire: mail, courier tracking, later marketplace APIs."""
