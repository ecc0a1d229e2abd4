"""`python -m benchmarks`: measure, print the tables and keep them in `benchmarks/README.md`."""

from benchmarks.run import main

if __name__ == "__main__":
    main()
