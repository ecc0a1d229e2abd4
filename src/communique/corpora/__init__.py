"""Corpora: what texts say as N-Quads parts, which a store loads in bulk.

Read each **record**, **extract** what it says, write that as **quads** into the part that its name
falls into: the same function and the same quads, whichever engine runs it, into however many parts.
"""
