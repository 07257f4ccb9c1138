"""`python -m crossbearing` is the command `crossbearing`."""

from crossbearing.cli import main

if __name__ == "__main__":
    main()
