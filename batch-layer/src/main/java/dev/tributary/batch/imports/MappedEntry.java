package dev.tributary.batch.imports;

import java.io.Serializable;
import java.util.LinkedHashMap;

/**
 * One entry of a map, compiled.
 *
 * @param number counts from 1
 * @param fields expressions by field of the contract
 */
record MappedEntry(int number, RowExpression when, LinkedHashMap<String, RowExpression> fields)
    implements Serializable {}
