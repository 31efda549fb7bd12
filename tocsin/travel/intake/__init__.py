"""Messages of carriers as they arrive: taken once, kept until they are screened, never lost."""
