"""Drawings made on the server: the map and the timeline of a movement, and the icons.

Pure: values in, SVG text out, without script, inline style or any host but our own. Colours come
from the stylesheet through classes, so that light, dark and print need no second drawing. Every
drawing has a title and a description, and says nothing that the table beside it doesn't say.
"""
