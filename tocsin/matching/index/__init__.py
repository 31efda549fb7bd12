"""The index that proposes: arrays on disk, shared by processes, in segments that never change."""
