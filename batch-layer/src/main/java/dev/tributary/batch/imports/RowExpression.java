package dev.tributary.batch.imports;

import dev.tributary.core.imports.MapException;
import java.io.Serializable;
import java.util.List;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.CatalystTypeConverters;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.Alias;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.InterpretedMutableProjection;
import org.apache.spark.sql.catalyst.plans.logical.LeafNode;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.Project;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * One SQL expression over a table's columns, evaluated row by row, so that one that fails fails its
 * own row and not the whole query.
 *
 * <p>Spark offers no public way to that: this takes the optimised expression and its interpreter.
 * All of Catalyst that imports touch is in this class, and its tests fail if an upgrade changes it.
 */
final class RowExpression implements Serializable {

  private static final long serialVersionUID = 1L;
  private static final String RESULT = "__result";

  private final Expression expression;
  private final Seq<Attribute> input;
  private transient InterpretedMutableProjection interpreter;

  private RowExpression(Expression expression, Seq<Attribute> input) {
    this.expression = expression;
    this.input = input;
  }

  /**
   * Compiles an expression.
   *
   * @param where it stands in the map, for errors
   * @throws MapException when it is no expression over these columns, or not the same each time
   */
  static RowExpression compile(
      SparkSession spark, StructType columns, String mapFile, String where, String sql) {
    // Not of the file itself: the optimiser would fold the reading's own casts into it.
    Dataset<Row> shape = spark.createDataFrame(spark.emptyDataFrame().javaRDD(), columns);
    try {
      Dataset<Row> selected = shape.select(functions.expr(sql).as(RESULT));
      LogicalPlan plan =
          ((org.apache.spark.sql.classic.Dataset<Row>) selected).queryExecution().optimizedPlan();
      if (!(plan instanceof Project project)
          || !(project.projectList().head() instanceof Alias alias)
          || !(project.child() instanceof LeafNode)
          || !alias.deterministic()) {
        throw new MapException(
            mapFile, where + " is '" + sql + "', which is no plain expression over one row", null);
      }
      return new RowExpression(alias.child(), project.child().output());
    } catch (Exception e) {
      if (e instanceof AnalysisException) {
        throw new MapException(
            mapFile, where + " is '" + sql + "': " + firstLine(e.getMessage()), e);
      }
      throw e;
    }
  }

  /** The value as a Java object, or null; throws what Spark throws where the expression fails. */
  Object evaluate(InternalRow row) {
    if (interpreter == null) {
      interpreter = new InterpretedMutableProjection(asSeq(expression), input);
    }
    DataType type = expression.dataType();
    return CatalystTypeConverters.convertToScala(interpreter.apply(row).get(0, type), type);
  }

  private static Seq<Expression> asSeq(Expression one) {
    return CollectionConverters.asScala(List.of(one)).toSeq();
  }

  private static String firstLine(String message) {
    return List.of(message.split("\n", 2)).get(0);
  }
}
