"""The pages: server-rendered, usable without JavaScript, in one look."""
