"""How a record ends: by its day, a status or its originator; and how it is kept up until then."""
