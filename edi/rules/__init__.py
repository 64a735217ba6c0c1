"""The rules of the encounter, of the profile and of our own output. One file each."""
