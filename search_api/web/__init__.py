"""What stands between the routes and the network: who gets in, in which shape errors go out, what is counted."""
