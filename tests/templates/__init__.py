"""Makes the Word templates that ship: ``python -m tests.templates`` writes them all anew.

They are made from XML written out here, so that they hold nothing that nobody chose: no author, no
company, no revision ids, no path of a template.
"""
