"""Check what you plan to say against what your sources say."""
