"""What things are: tables for what is plentiful, frozen dataclasses for what is few and nested."""
