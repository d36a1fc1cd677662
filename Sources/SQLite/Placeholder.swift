// The module's files take this one's place.
