"""Each operation: what was asked goes to a stage, what the stage says becomes the answer."""
