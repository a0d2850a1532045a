"""Pictures from outside: looked at and made small in a child process, never in ours."""
