"""Files that come from others or go to others: kept from growing and from being run."""
