"""Articles added to a project, and documents taken out of it.

Read each **article**, **extract** what it says, find which **things** of the graph it speaks of,
write that as **statements**, validate them at gate 1, and keep all files that change, or none.
"""
