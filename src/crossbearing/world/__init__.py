"""What is known beforehand: places, craft types, operators, equipment, geodesy, clocks."""
