package dev.tributary.core;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;

@AnalyzeClasses(packages = "dev.tributary.core", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule NO_ENGINE_IN_THE_CORE =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.apache.spark..",
              "org.apache.kafka..",
              "org.apache.hadoop..",
              "io.delta..",
              "io.netty..",
              "software.amazon..",
              "com.amazonaws..",
              "scala..");

  @ArchTest
  static final ArchRule NO_OTHER_ROOM_IN_THE_CORE =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.tributary.lake..",
              "dev.tributary.capture..",
              "dev.tributary.speed..",
              "dev.tributary.batch..",
              "dev.tributary.serving..",
              "dev.tributary.cli..");

  @ArchTest
  static final ArchRule PACKAGES_FORM_NO_CYCLE =
      slices().assignedFrom(new Packages()).should().beFreeOfCycles();

  /**
   * One slice a package, but journey and attribution together: credit is given to the journey's
   * touches, and the timeline of a person ends in credit.
   */
  private static final class Packages implements SliceAssignment {

    @Override
    public SliceIdentifier getIdentifierOf(JavaClass type) {
      String name = type.getPackageName().replaceFirst("^dev\\.tributary\\.core\\.", "");
      String first = name.split("\\.", 2)[0];
      return SliceIdentifier.of(
          first.equals("attribution") || first.equals("journey") ? "journey, attribution" : first);
    }

    @Override
    public String getDescription() {
      return "packages of the core";
    }
  }
}
