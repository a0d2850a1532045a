"""`make bench` or `python -m tests.bench`: every table, one after the other."""

from tests.bench import import_bench

if __name__ == "__main__":
    import_bench.main()
