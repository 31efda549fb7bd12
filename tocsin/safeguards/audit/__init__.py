"""Reading the ledger for those it protects: samples, flags, and questions that officers answer."""
