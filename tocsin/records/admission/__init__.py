"""Under which decisions the lists of publishers pass the gate without a reviewer for each entry."""
