"""Config → adapters → application: the only module that names adapters and reads the settings."""
