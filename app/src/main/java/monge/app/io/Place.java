package monge.app.io;

/** Where in a text file something stands; both counts start at 1. */
record Place(int line, int column) {}
