"""What an extraction says, as statements: each in the graph of the passage that says it.

In come the record of a document, its stored text, what was extracted from it, and which things of
the graph its entities are; out come the quads of its statements file, and the new concepts that
they need. Nothing is read from the text but the words of passages: what is not in the extraction
is not said.
"""
