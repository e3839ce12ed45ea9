"""What each column of a file is: by its header, by its values, and by what was chosen before."""
