"""How well the matching finds listed people, and whom it takes for one: the parts of the measure.

Each module is one part: it makes labelled cases, has them screened through the public facade of
`tocsin.matching`, and gives back plain tables. Nothing here is imported by the product.
"""
