"""What people have found right and wrong in what rules have read, statement by statement.

A statement, as a person judges it, is called a *unit* here: in one passage, the triples of one node
with what hangs on it, or one plain link. A decision is kept under the unit's key, which is made of
the passage's words and of what they are said to mean; so it outlives a new extraction while both
are the same.
"""
