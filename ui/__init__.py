"""What people see: the portal (speaks HTTP only) and the command line."""
