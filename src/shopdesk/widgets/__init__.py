"""The parts that every desk is made of."""
