"""Proof by planted defects: good designs, faults planted in them one at a time, and whether the check tells of each.

The kinds of fault were written from what goes wrong in integrations, not from what the rules look for.
"""
