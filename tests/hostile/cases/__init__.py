"""What an attacker publishes: files, and the commands that meet them."""
