"""Writers of synthetic seller-centre exports: one file per channel, in the documented layout.

They are written from the documents alone and share nothing with `shopdesk.channels`: when a maker
and a channel disagree, one of the two has misread the document.
"""
