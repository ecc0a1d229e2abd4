"""Articles read: from a file or an address to stored text, metadata with origins, and notices.

    with Worker() as worker:
        reading = read("article.html", Metadata(published="2024-03-25"), worker=worker)
    view = view_of(reading.text, reading.title.value if reading.title else "")
    start, end = view.span(4, 12)  # offsets of reading.text

What rules look at is the view; what is kept, hashed and cited is `reading.text`. The records are in
`record`, `read` in `reader`, `Worker` in `worker`, `view_of` in `view`.
"""
