"""The use cases, one module each: a request in, a result out, no terminal and no printing. The only room that puts
invoices and X12 together; command line, pages and pipelines call it.

A request is plain data that was looked at when it was made: it raises `RequestError` for what cannot be done, and it
can be sent to another process. What a run works with is handed to it beside the request: sinks for what it writes,
control numbers, a function that is told of its progress.
"""
