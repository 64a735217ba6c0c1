"""One file a shape; `SHAPE` is what the generator finds in it."""
