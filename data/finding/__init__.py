"""Where the table is in a sheet: its header, its rows, what stands beside it, months put side by side."""
