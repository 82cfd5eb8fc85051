"""Question → answer made of quoted sentences; a Writer may rephrase them, and adds nothing."""
