"""What is held: records that members contribute, and the lists that publishers keep."""
