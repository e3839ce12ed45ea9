"""The pieces that pages share: the store, the filters, cards, forms."""
